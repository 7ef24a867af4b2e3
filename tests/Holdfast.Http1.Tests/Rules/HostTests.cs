namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: Host and absolute-form (COMP-HOST-*, SMUG-MULTIPLE-HOST-COMMA, COMP-ABSOLUTE-FORM, SMUG-ABSOLUTE-URI-HOST-MISMATCH).</summary>
public sealed class HostTests
{
    private static string Get(string host) => $"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n";

    [Theory]
    [InlineData("example.com")]
    [InlineData("EXAMPLE.com:8080")]
    [InlineData("a_b.example")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    [InlineData("[2001:DB8::1]:65535")]
    [InlineData("[::ffff:1.2.3.4]")]
    [InlineData("[::]")]
    [InlineData("[1::]")]
    [InlineData("[1:2:3:4:5:6:7:8]")]
    [InlineData("[1:2:3:4:5:6:1.2.3.4]")]
    [InlineData("[::2:3:4:5:6:7:8]")]
    [InlineData("a:0")]
    public void HostThatIsAnAuthority_Routes(string host) => Outcome.Text(Feed.Bytes(Get(host)), Feed.Request(Get(host)).Host).ShouldBe(host);

    [Theory]
    [InlineData("user@example.com")]
    [InlineData("user:pass@example.com")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a,b")]
    [InlineData("a, b")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("a%00b")]
    [InlineData("a%41")]
    [InlineData("caf\u00e9.example")]
    [InlineData(":80")]
    [InlineData("a:")]
    [InlineData("a:b")]
    [InlineData("a:80:80")]
    [InlineData("a:65536")]
    [InlineData("a:000080")]
    [InlineData("a:-1")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("[]")]
    [InlineData("[1.2.3.4]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[::g]")]
    [InlineData("[:::]")]
    [InlineData("[1::2::3]")]
    [InlineData("[1:]")]
    [InlineData("[:1]")]
    [InlineData("[12345::]")]
    [InlineData("[::1.2.3.04]")]
    [InlineData("[::1.2.3]")]
    [InlineData("[::1.2.3.256]")]
    [InlineData("[::1.2.3.4.5]")]
    [InlineData("[::1.2.3.4:1]")]
    [InlineData("[1:2:3:4:5:6:7:1.2.3.4]")]
    [InlineData("[::1:2:3:4:5:6:7:8]")]
    [InlineData("[1:2:3:4:5:6:7]")]
    [InlineData("[1:2:3:4:5:6:7:8:9]")]
    [InlineData("[v1.a:b]")]
    [InlineData("[[::1]]")]
    [InlineData("")]
    public void HostThatIsNoAuthority_IsRejected(string host) => Check.Rejected(Get(host), RejectionReason.HostInvalid);

    [Fact]
    public void HostMissingInHttp11_IsRejected() => Check.Rejected("GET / HTTP/1.1\r\nX: y\r\n\r\n", RejectionReason.HostMissing);

    [Fact]
    public void HostMissingInHttp11AbsoluteForm_IsRejected() => Check.Rejected("GET http://a/ HTTP/1.1\r\n\r\n", RejectionReason.HostMissing);

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nHost:\r\n\r\n")]
    public void HostMissingOrEmptyInHttp10_IsAccepted(string request) => Check.Accepted(request, "Get Origin path=/ query= host= Http10 None close");

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public void HostTwice_IsRejectedEvenIfEqual(string version) => Check.Rejected($"GET / HTTP/{version}\r\nHost: a\r\nHost: a\r\n\r\n", RejectionReason.HostRepeated);

    [Theory]
    [InlineData("http://a/x?y", "path=/x query=?y host=a")]
    [InlineData("HTTP://A/x", "path=/x query= host=A")]
    [InlineData("https://a/", "path=/ query= host=a")]
    [InlineData("http://a", "path= query= host=a")]
    [InlineData("http://a/http://b/", "path=/http://b/ query= host=a")]
    [InlineData("http://a//x", "path=//x query= host=a")]
    public void AbsoluteForm_TakesTheAuthorityOfTheTarget(string target, string expected) =>
        Check.Accepted($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n", $"Get Absolute {expected} Http11");

    [Theory]
    [InlineData("b")]
    [InlineData("a:80")]
    [InlineData("")]
    public void AbsoluteFormWithAnotherHost_IsRejected(string host) =>
        Check.Rejected($"GET http://a/ HTTP/1.1\r\nHost: {host}\r\n\r\n", RejectionReason.HostDiffersFromTarget);

    [Theory]
    [InlineData("http://")]
    [InlineData("http:///x")]
    [InlineData("http://u@a/")]
    [InlineData("http://a:x/")]
    [InlineData("http://a,b/")]
    [InlineData("http://[::1/")]
    public void AbsoluteFormWithoutAValidAuthority_IsRejected(string target) =>
        Check.Rejected($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n", RejectionReason.TargetAuthorityInvalid);

    [Theory]
    [InlineData("ftp://a/")]
    [InlineData("http:/a")]
    [InlineData("http:a")]
    [InlineData("a")]
    [InlineData("a:80")]
    [InlineData("?x")]
    [InlineData("**")]
    [InlineData("http://a?x")]
    [InlineData("http://a?/x")]
    public void TargetOfNoKnownForm_IsRejected(string target) =>
        Check.Rejected($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n", RejectionReason.TargetFormInvalid);

    [Fact]
    public void TwoSlashes_AreAPathAndNoAuthority() =>
        Check.Accepted("GET //b/x HTTP/1.1\r\nHost: a\r\n\r\n", "Get Origin path=//b/x query= host=a");
}
