namespace Holdfast.EndToEnd.Clients;

/// <summary>wrk names every error it sees; it may see none.</summary>
[Collection(ClientsCollection.Name)]
public sealed class WrkTests(ClientsFixture fixture)
{
    [Fact]
    public void SmallAnswers_NoError() => Load("/100", 64);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("/10k", 200)]
    [InlineData("/origin/chunked/5000", 32)]
    public void LargerAnswers_NoError(string path, int connections) => Load(path, connections);

    private void Load(string path, int connections)
    {
        string output = ChildProcess.Run(fixture.Directory, "wrk", "-t2", $"-c{connections}", "-d3s", "--timeout", "10s", fixture.Url + path);

        output.ShouldNotContain("Non-2xx");
        output.ShouldNotContain("Socket errors");
        output.ShouldContain("requests in");
    }
}
