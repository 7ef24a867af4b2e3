using System.Net;

namespace Holdfast.Networking.Tests;

public class NameResolverTests
{
    private readonly NameResolver resolver = new();

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::1")]
    public async Task Address_IsItself(string literal) => (await resolver.ResolveAsync(literal)).ShouldBe([IPAddress.Parse(literal)]);

    [Fact]
    public async Task Localhost_IsFoundOnceEach()
    {
        IReadOnlyList<IPAddress> found = await resolver.ResolveAsync("localhost");
        found.ShouldContain(IPAddress.Loopback);
        found.Distinct().Count().ShouldBe(found.Count);
    }

    // RFC 6761: names under .invalid never exist.
    [Theory]
    [InlineData("nobody.invalid")]
    [InlineData("a..b")]
    public async Task NameThatDoesNotExist_ThrowsWithTheName(string host) =>
        (await Should.ThrowAsync<IOException>(() => resolver.ResolveAsync(host))).Message.ShouldContain(host);

    [Fact]
    public async Task NameTooLong_ThrowsTheSameKindOfException() =>
        await Should.ThrowAsync<IOException>(() => resolver.ResolveAsync(new string('x', 400)));
}
