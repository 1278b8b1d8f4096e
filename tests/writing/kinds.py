"""Every kind of the model, each with the element it becomes in the e-book."""

from __future__ import annotations

from handpress.model import nodes
from handpress.model.nodes import Block, Inline, Text

WORDS = (Text("rye"),)
PARAGRAPH = nodes.Paragraph(WORDS)

INLINES: tuple[tuple[Inline, str], ...] = (
    (Text("rye & <wheat>"), "rye &amp; &lt;wheat&gt;"),
    (nodes.Emphasis(WORDS), "<em>rye</em>"),
    (nodes.Strong(WORDS), "<strong>rye</strong>"),
    (nodes.SmallCaps(WORDS), '<span class="small-caps">rye</span>'),
    (nodes.Foreign("de", WORDS), '<i lang="de" xml:lang="de">rye</i>'),
    (nodes.Code("rye <b>"), "<code>rye &lt;b&gt;</code>"),
    (nodes.Link("https://example.org/rye", WORDS), '<a href="https://example.org/rye">rye</a>'),
    (nodes.Link("#wheat", WORDS), '<a href="elsewhere.xhtml#wheat">rye</a>'),
    (nodes.Quoted(WORDS), "rye"),
    (nodes.Quoted(WORDS, part="article", paragraph=1), '<a class="quoted" href="elsewhere.xhtml#article-p1">rye</a>'),
    (nodes.Quoted(WORDS, nodes.Claim.OPEN, "article"), '<a class="quoted" href="elsewhere.xhtml#part-article">rye</a>'),
    (nodes.LineBreak(), "<br />"),
    (nodes.Picture("images/rye.png", "An ear"), '<img src="pictures/rye.png" alt="An ear" class="in-line" />'),
    (
        nodes.NoteCall("1"),
        '<sup class="call author"><a href="#note-article-1" id="call-article-1" epub:type="noteref"'
        ' role="doc-noteref">1</a></sup>',
    ),
    (
        nodes.NoteCall("ed-1"),
        '<sup class="call party"><a href="#note-article-ed-1" id="call-article-ed-1" epub:type="noteref"'
        ' role="doc-noteref">a</a></sup>',
    ),
    (
        nodes.Interpolation(WORDS, "Ed.", " — Ed."),
        '<span class="interpolation">[rye<span class="signature">\u00a0—\u00a0Ed.</span>]</span>',
    ),
    (nodes.Sic(), '<span class="sic">[<i>sic</i>]</span>'),
    (nodes.Sic("sic!"), '<span class="sic">[<i>sic!</i>]</span>'),
    (
        nodes.Sic("sic", False, WORDS, "Ed.", " — Ed."),
        '<span class="sic" id="article-emendation-1">[<i>sic: </i>rye'
        '<span class="signature">\u00a0—\u00a0Ed.</span>]</span>',
    ),
    (nodes.Omission(), '<span class="omission">[…]</span>'),
    (nodes.Omission("two lines"), '<span class="omission">[… two lines]</span>'),
    (
        nodes.Omission("a word", True, "Ed.", " — Ed."),
        '<span class="omission">[illegible: a word<span class="signature">\u00a0—\u00a0Ed.</span>]</span>',
    ),
    (nodes.AddedEmphasis(), '<span class="added-emphasis">[<i>emphasis added</i>]</span>'),
    (
        nodes.AddedEmphasis("Ed.", " — Ed."),
        '<span class="added-emphasis">[<i>emphasis added</i><span class="signature">\u00a0—\u00a0Ed.</span>]</span>',
    ),
    (nodes.Correction(WORDS, "rie"), '<span class="correction" id="article-emendation-1">rye</span>'),
    (nodes.Regularised(WORDS, "rie"), '<span class="regularised" id="article-emendation-1">rye</span>'),
    (nodes.Supplied(WORDS), '<span class="supplied">⟨rye⟩</span>'),
    (nodes.Supplied(WORDS, conjecture=True), '<span class="supplied">⟨rye?⟩</span>'),
    (nodes.Unclear(WORDS), '<span class="unclear">[rye?]</span>'),
    (
        nodes.Query(WORDS, "Ed.", " — Ed."),
        '<span class="query">[** rye<span class="signature">\u00a0—\u00a0Ed.</span>]</span>',
    ),
    (nodes.Change(nodes.ChangeKind.INSERTION, WORDS), '<ins class="insertion">{++rye++}</ins>'),
    (nodes.Change(nodes.ChangeKind.DELETION, WORDS), '<del class="deletion">{--rye--}</del>'),
    (nodes.Change(nodes.ChangeKind.HIGHLIGHT, WORDS), '<span class="highlight">{==rye==}</span>'),
    (nodes.Change(nodes.ChangeKind.COMMENT, WORDS), '<span class="comment">{&gt;&gt;rye&lt;&lt;}</span>'),
)

BLOCKS: tuple[tuple[Block, str], ...] = (
    (PARAGRAPH, '<p id="article-p1">rye</p>'),
    (nodes.Paragraph(WORDS, "grain"), '<p id="grain">rye</p>'),
    (nodes.Heading(1, WORDS, "corn"), '<h2 id="corn">rye</h2>'),
    (nodes.Heading(9, WORDS, "deep"), '<h6 id="deep">rye</h6>'),
    (nodes.Quotation((PARAGRAPH,)), '<blockquote><p id="article-p1">rye</p></blockquote>'),
    (
        nodes.Quotation((PARAGRAPH,), (Text("A Miller"),)),
        '<blockquote><p id="article-p1">rye</p><p class="cited">— <cite>A Miller</cite></p></blockquote>',
    ),
    (
        nodes.Quotation((PARAGRAPH,), (Text("A Miller"),), nodes.Claim.OPEN, "article", 1),
        '<blockquote><p id="article-p1">rye</p><p class="cited">— <cite>'
        '<a class="quoted" href="elsewhere.xhtml#article-p1">A Miller</a></cite></p></blockquote>',
    ),
    (
        nodes.Quotation((PARAGRAPH,), (), nodes.Claim.OPEN, "article", 1),
        '<blockquote><p id="article-p1">rye</p><p class="cited press">— '
        '<a class="quoted" href="elsewhere.xhtml#article-p1">On Bread, ¶ 1</a></p></blockquote>',
    ),
    (
        nodes.Epigraph((PARAGRAPH,), (Text("A Miller"),)),
        '<blockquote class="epigraph" epub:type="epigraph" role="doc-epigraph"><p id="article-p1">rye</p>'
        '<p class="cited">— <cite>A Miller</cite></p></blockquote>',
    ),
    (
        nodes.Verse(((nodes.VerseLine(WORDS), nodes.VerseLine(WORDS, 4)), (nodes.VerseLine(WORDS, 40),))),
        '<div class="verse"><div class="stanza"><div class="line">rye</div><div class="line indent-2">rye</div></div>'
        '<div class="stanza"><div class="line indent-4">rye</div></div></div>',
    ),
    (nodes.BulletList((nodes.ListItem((PARAGRAPH,)),)), '<ul class="tight"><li id="article-p1">rye</li></ul>'),
    (
        nodes.BulletList((nodes.ListItem((PARAGRAPH,)),), tight=False),
        '<ul><li><p id="article-p1">rye</p></li></ul>',
    ),
    (
        nodes.OrderedList((nodes.ListItem((PARAGRAPH,)),), start=4),
        '<ol class="tight" start="4"><li id="article-p1">rye</li></ol>',
    ),
    (
        nodes.DefinitionList((nodes.Definition((WORDS, WORDS), ((PARAGRAPH,), (PARAGRAPH, PARAGRAPH))),)),
        '<dl><dt>rye</dt><dt>rye</dt><dd><p id="article-p1">rye</p></dd>'
        '<dd><p id="article-p2">rye</p><p id="article-p3">rye</p></dd></dl>',
    ),
    (
        nodes.Table((nodes.Align.START, nodes.Align.END), (WORDS, WORDS), ((WORDS, ()),)),
        '<table><thead><tr><th scope="col">rye</th><th class="end" scope="col">rye</th></tr></thead>'
        '<tbody><tr><td>rye</td><td class="end" /></tr></tbody></table>',
    ),
    (
        nodes.Table((nodes.Align.CENTER,), ((),), ((WORDS,),)),
        '<table><tbody><tr><td class="center">rye</td></tr></tbody></table>',
    ),
    (
        nodes.Figure("images/rye.png", "An ear", WORDS),
        '<figure><img src="pictures/rye.png" alt="An ear" /><figcaption>rye</figcaption></figure>',
    ),
    (nodes.Figure("images/rye.png", ""), '<figure><img src="pictures/rye.png" alt="" /></figure>'),
    (nodes.CodeBlock("a\n  b"), "<pre><code>a\n  b</code></pre>"),
    (nodes.Ornament(), "<hr />"),
    (nodes.Byline(WORDS), '<p class="byline">rye</p>'),
    (nodes.Dateline(WORDS), '<p class="dateline">rye</p>'),
    (nodes.Signature(WORDS), '<p class="signature">rye</p>'),
    (nodes.Provenance(WORDS), '<p class="provenance">rye</p>'),
    (
        nodes.Headnote((PARAGRAPH,), "Ed."),
        '<aside class="headnote" role="note" aria-label="Headnote, Ed."><p id="article-p1">rye '
        '<span class="signature press">—\u00a0Ed.</span></p>'
        "</aside>",
    ),
    (
        nodes.Tailnote((PARAGRAPH,)),
        '<aside class="tailnote" role="note" aria-label="Closing note"><p id="article-p1">rye</p></aside>',
    ),
)
