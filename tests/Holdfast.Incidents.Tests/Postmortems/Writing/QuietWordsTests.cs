using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class QuietWordsTests
{
    [Theory]
    [InlineData("web-2 and web-3 were started again", "web-2 and web-3 were started again")]
    [InlineData("a script killed both processes by mistake; told customers on the status page", "told customers on the status page")]
    [InlineData("resolved by ben: customers can pay again, a browser plug-in was to blame", "resolved by ben: customers can pay again")]
    [InlineData("resolved by ben: a browser plug-in was to blame", "resolved by ben")]
    [InlineData("the plug-in was to blame", QuietWords.Kept)]
    public void PartWithWordsThatTheLinterRefuses_IsLeftToTheRecords(string noted, string told) => QuietWords.Of(noted).ShouldBe(told);
}
