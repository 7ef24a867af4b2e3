using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

public sealed class ReviewSectionsTests
{
    private const string Text = "# T\n\n## Issue Summary\n\nx\n\n## Timeline (all times UTC)\n\n- x\n\n## Root cause and resolution\n";

    [Theory]
    [InlineData("Timeline", true)]
    [InlineData("timeline", true)]
    [InlineData("Root cause", true)]
    [InlineData("Issue Summary", true)]
    [InlineData("Timelin", false)]
    [InlineData("Measures", false)]
    [InlineData(" ", false)]
    public void Part_IsNamedByItsFirstWords(string section, bool isKnown)
    {
        string? problem = ReviewSections.ProblemOf(Text, section);
        (problem is null).ShouldBe(isKnown);
        problem?.ShouldEndWith("There are 'Issue Summary', 'Timeline', 'Root cause and resolution'.");
    }

    [Fact]
    public void TextWithoutParts_TakesEveryName() => ReviewSections.ProblemOf("only words", "Timeline").ShouldBeNull();
}
