namespace Holdfast.EndToEnd.Clients;

/// <summary>What curl sends and expects.</summary>
[Collection(ClientsCollection.Name)]
public sealed class CurlTests(ClientsFixture fixture)
{
    [Theory]
    [InlineData("100")]
    [InlineData("10k")]
    [InlineData("5M")]
    public void File_ArrivesByteForByte(string name)
    {
        Curl("-o", "got", "-w", "%{http_code}", $"{fixture.Url}/{name}").ShouldBe("200");

        SameBytes("got", Served(name)).ShouldBeTrue();
    }

    [Fact]
    public void ManyFilesOverOneConnection_NeedOneConnection() =>
        Curl("-o", "got1", "-o", "got2", "-o", "got3", "-w", "%{http_code} %{num_connects};", $"{fixture.Url}/100", $"{fixture.Url}/5M", $"{fixture.Url}/10k")
            .ShouldBe("200 1;200 0;200 0;");

    [Fact]
    public void Head_HasTheLengthAndNoBody()
    {
        string head = Curl("-I", $"{fixture.Url}/5M");

        head.ShouldStartWith("HTTP/1.1 200");
        head.ShouldContain("Content-Length: 5000000");
    }

    [Fact]
    public void MissingFile_IsTheServersOwn404()
    {
        string answer = Curl("-i", $"{fixture.Url}/missing");

        answer.ShouldStartWith("HTTP/1.1 404");
        answer.ShouldContain("nginx");
    }

    [Fact]
    public void Range_IsPartial()
    {
        Curl("-r", "1000000-1000099", "-w", " %{http_code}", $"{fixture.Url}/5M").ShouldEndWith(" 206");

        Curl("-r", "26-29", $"{fixture.Url}/5M").ShouldBe("abcd");
        Curl("-r", "9000000-", "-o", "got", "-w", "%{http_code}", $"{fixture.Url}/5M").ShouldBe("416");
    }

    [Fact]
    public void Gzip_PassesThrough()
    {
        Curl("--compressed", "-D", "head", "-o", "got", $"{fixture.Url}/text.txt");

        File.ReadAllText(Local("head")).ShouldContain("Content-Encoding: gzip");
        SameBytes("got", Served("text.txt")).ShouldBeTrue();
    }

    [Fact]
    public void Upload_IsStoredByteForByte()
    {
        Curl("-T", Served("5M"), "-w", "%{http_code}", $"{fixture.Url}/put/curl").ShouldBe("201");

        SameBytes("got", Served("put/curl"), download: "/put/curl").ShouldBeTrue();
    }

    [Theory]
    [InlineData("Content-Length: 50000000")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Expect: 100-continue")]
    public void LargePost_ArrivesWhole(string header)
    {
        using (FileStream large = File.Create(Local("50M")))
        {
            large.SetLength(50_000_000);
        }

        string head = Curl("-D", "-", "-o", "got", "-X", "POST", "-H", header, "-T", Local("50M"), $"{fixture.Url}/origin/echo");

        head.ShouldContain("HTTP/1.1 200");
        head.ShouldContain("X-Received-Bytes: 50000000");
    }

    [Fact]
    public void OldClient_IsAnsweredAndClosed()
    {
        Curl("-0", "-D", "head", "-o", "got", $"{fixture.Url}/origin/chunked/100000");

        File.ReadAllText(Local("head")).ShouldNotContain("chunked");
        File.ReadAllText(Local("head")).ShouldContain("Connection: close");
        new FileInfo(Local("got")).Length.ShouldBe(100_000);
    }

    [Fact]
    public void ParallelTransfers_AllSucceed()
    {
        string[] arguments = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { "-o", $"parallel{i}", $"{fixture.Url}/10k" })];

        Curl(["-Z", "--parallel-max", "20", "-w", "%{http_code} %{size_download}\n", .. arguments])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Enumerable.Repeat("200 10000", 100));
    }

    private string Curl(params string[] arguments) => ChildProcess.Run(fixture.Directory, "curl", ["-sS", "--noproxy", "*", "--max-time", "60", .. arguments]).TrimEnd('\n');

    private string Local(string name) => Path.Combine(fixture.Directory, name);

    private string Served(string name) => Path.Combine(fixture.UploadServer.FileDirectory, name);

    private bool SameBytes(string local, string served, string? download = null)
    {
        if (download is not null)
        {
            Curl("-o", local, fixture.Url + download);
        }

        return File.ReadAllBytes(Local(local)).AsSpan().SequenceEqual(File.ReadAllBytes(served));
    }
}
