namespace Holdfast.EndToEnd.Clients;

/// <summary>Clients of Python and Node, each scenario a function of the script.</summary>
[Collection(ClientsCollection.Name)]
public sealed class ScriptTests(ClientsFixture fixture)
{
    [Theory]
    [InlineData("kept_connection")]
    [InlineData("urllib_bodies")]
    [InlineData("head_and_missing")]
    [InlineData("ranges_and_gzip")]
    [InlineData("upload")]
    [InlineData("chunked_upload")]
    [InlineData("pipelined")]
    [InlineData("split_everywhere")]
    [InlineData("half_closed")]
    public void Python_IsNotSurprised(string scenario) => fixture.RunScript("python3", "client.py", scenario);

    [Theory]
    [InlineData("keptAlive")]
    [InlineData("parallel")]
    [InlineData("chunkedUpload")]
    [InlineData("abort")]
    [InlineData("expectContinue")]
    [InlineData("fetchBodies")]
    public void Node_IsNotSurprised(string scenario) => fixture.RunScript("node", "client.js", scenario);
}
