using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>The repository builds anywhere: no paths of one machine, no package sources, no links but to places that are meant.</summary>
public partial class NothingOfOneMachine
{
    private static readonly string[] KnownHosts =
    [
        "127.0.0.1", "dotnet.microsoft.com", "www.apache.org", "www.rfc-editor.org", "json-schema.org", "www.w3.org", "github.com", "opentelemetry.io",
    ];

    [Fact]
    public void Repository_NamesNoMachine() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("README.md", "see /ho" + "me/me/holdfast/README.md")]
    [InlineData("eng/x", "cd /ro" + "ot/holdfast")]
    [InlineData("tests/A.cs", "File.Open(\"/wo" + "rk/x\")")]
    [InlineData("NuGet.config", "<package" + "Sources>")]
    [InlineData("README.md", "get it from https://packages.example-mirror.net/holdfast")]
    public void MachineOrRegistry_IsFound(string path, string line) => Check(SourceTree.Of((path, line))).ShouldHaveSingleItem();

    [Theory]
    [InlineData("README.md", "curl http://localhost:8080/ http://shop.example.com/ https://$host/ http://host?query http://{address}/x bench/.work/x src/root/x")]
    [InlineData("tests/A.cs", "GET http://evil.test/ HTTP/1.1")]
    public void ExamplesAndTestData_AreNot(string path, string line) => Check(SourceTree.Of((path, line))).ShouldBeEmpty();

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("", "")
           where file.Path != "LICENSE"
           from line in SourceTree.Lines(file.Text)
           where MachinePath().IsMatch(line.Line) || (!IsTestCode(file.Path) && Link().Matches(line.Line).Any(link => !IsMeant(link.Groups[1].Value)))
           select $"{file.Path}:{line.Number}: {line.Line.Trim()}",
    ];

    // Parser tests and corpora are full of made-up hosts.
    private static bool IsTestCode(string path) => path.StartsWith("test", StringComparison.Ordinal) || path.StartsWith("bench/", StringComparison.Ordinal);

    private static bool IsMeant(string host) =>
        !host.Contains('.') || KnownHosts.Contains(host, StringComparer.Ordinal) || Example().IsMatch(host) || host.AsSpan().ContainsAny("${<%");

    [GeneratedRegex(@"(?<![\w.$}])/(ho[m]e|ro[o]t|wo[r]k|Us[e]rs)/|<package[S]ources", RegexOptions.None, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://(\[[0-9a-f:]+\]|[^/?#\s:""'`)>\]]+)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    // RFC 2606 names, and addresses of private networks.
    [GeneratedRegex(@"(^|\.)(example(\.(com|net|org))?|test|internal|invalid)$|^(10|127|192\.168)\.[\d.]+$|^0\.0\.0\.0$", RegexOptions.None, 1000)]
    private static partial Regex Example();
}
