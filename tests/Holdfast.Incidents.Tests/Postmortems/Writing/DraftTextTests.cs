using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftTextTests
{
    [Theory]
    [InlineData("a from 1 to 2", "a from 1 to 2")]
    [InlineData("a is gone; b is new", "a is gone; b is new")]
    [InlineData("a is gone; b is new; c from 1 to 2", "a is gone; and 2 more")]
    [InlineData("a; b; c; d", "a; and 3 more")]
    [InlineData("a; b; c; and 1 more", "a; and 3 more")]
    [InlineData("a; b; c; and 12 more", "a; and 14 more")]
    public void TwoDifferences_AreTold_OfMoreTheFirstAndHowManyThereAre(string written, string told) => DraftText.Shortened(written).ShouldBe(told);
}
