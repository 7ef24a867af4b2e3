using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class AdminTokenTests
{
    [Fact]
    public void NewToken_IsLong_Unique_AndFitsAHeaderAndAUrl()
    {
        AdminToken[] tokens = [.. Enumerable.Range(0, 100).Select(_ => AdminToken.Create())];
        tokens.Select(token => token.Secret).ShouldBeUnique();
        tokens.ShouldAllBe(token => token.Secret.Length == 43 && token.Secret.All(character => char.IsAsciiLetterOrDigit(character) || character == '-' || character == '_'));
    }

    [Fact]
    public void Hash_IsTheOneOfTheStandard() =>
        AdminToken.HashOf("abc").ShouldBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void Secret_IsNotPrintedByAccident()
    {
        AdminToken token = AdminToken.Create();
        $"{token}".ShouldBe(token.Hash);
    }

    [Fact]
    public void Table_FindsTheTokenOfASecret_InWhateverCaseItsHashIsWritten()
    {
        TokenConfig[] configs =
        [
            new() { Name = "a", Hash = AdminToken.HashOf("secret-a") },
            new() { Name = "b", Hash = "sha256:" + AdminToken.HashOf("secret-b")[7..].ToUpperInvariant() },
        ];
        TokenTable table = TokenTable.TryCreate(configs, out _).ShouldNotBeNull();
        table.Find("secret-a").ShouldBe(configs[0]);
        table.Find("secret-b").ShouldBe(configs[1]);
        table.Find("secret-c").ShouldBeNull();
        table.Find("").ShouldBeNull();
    }
}
