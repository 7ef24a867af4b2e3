using Holdfast.Incidents.Postmortems.Rendering;

namespace Holdfast.Incidents.Tests.Postmortems.Rendering;

public class MarkdownHtmlTests
{
    private static readonly Dictionary<string, (string, string)> Pictures = new() { ["1-load.svg"] = ("<svg></svg>", "load") };

    [Fact]
    public void TextOfAPostmortem_BecomesItsParts()
    {
        string html = Html("""
            # Pool shop was slow

            _A light line._

            Owner: shop team
            Status: draft

            ## Timeline

            - **Duration:** 5 min
            - 10:00:00 - `reload` of first_byte_ms,
              which helped

            1. one
            2. two

            Tasks:

            - [ ] Prevent: this
            - [x] Detect: that

            | a | b |
            |---|---|
            | 1 | 2 |

            ![Requests](1-load.svg)

            Note: this is a sentence.
            It goes on.
            """);
        html.ShouldContain("<h1>Pool shop was slow</h1>\n<p>\n<em>A light line.</em>\n</p>\n<dl>\n<dt>Owner</dt><dd>shop team</dd>\n<dt>Status</dt><dd>draft</dd>\n</dl>\n<h2>Timeline</h2>");
        html.ShouldContain("<ul>\n<li><strong>Duration:</strong> 5 min</li>\n<li>10:00:00 - <code>reload</code> of first_byte_ms, which helped</li>\n</ul>\n<ol>\n<li>one</li>");
        html.ShouldContain("<li>&#9744; Prevent: this</li>\n<li>&#9745; Detect: that</li>");
        html.ShouldContain("<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>");
        html.ShouldContain("<figure>\n<svg></svg>\n<figcaption>Requests</figcaption>\n</figure>");
        html.ShouldEndWith("<p>\nNote: this is a sentence.\nIt goes on.\n</p>\n");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("[click](javascript:alert(1))", "[click](javascript:alert(1))")]
    [InlineData("[page](https://example.org/a?b=1&c=\"2\")", "<a href=\"https://example.org/a?b=1&amp;c=&quot;2&quot;\">page</a>")]
    [InlineData("**<b>**", "<strong>&lt;b&gt;</strong>")]
    [InlineData("![x](http://elsewhere/x.svg)", "!<a href=\"http://elsewhere/x.svg\">x</a>")]
    [InlineData("**", "**")]
    [InlineData("a * b * c", "a * b * c")]
    public void WhatSomebodyWrote_IsNoMarkupOfItsOwn(string text, string html) => Html(text).ShouldBe($"<p>\n{html}\n</p>\n");

    [Fact]
    public void Code_IsAsItIs_AlsoWhereItNeverEnds() => Html("```\n- a <b>\n\n# c").ShouldBe("<pre>- a &lt;b&gt;\n\n# c</pre>\n");

    [Fact]
    public void Noise_IsRenderedToo()
    {
        SeededRandom random = new(11);
        const string signs = "#*_`-[](){}|! \n\t:.0aZ<>&\"é";
        for (int round = 0; round < 500; round++)
        {
            string noise = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => signs[random.Next(signs.Length)]));
            // What is opened is closed in its order, and nothing else begins an element.
            System.Xml.Linq.XDocument.Parse($"<body>{Html(noise)}</body>").Root!.Name.LocalName.ShouldBe("body");
        }
    }

    private static string Html(string markdown) => new MarkdownHtml(Pictures).Write(markdown);
}
