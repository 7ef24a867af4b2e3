using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class TokenKeys
{
    public static RecordKeys<TokenConfig> Keys { get; } = new(
        "Token",
        "tokens",
        new TokenConfig { Name = "", Hash = "" },
        new PropertyKey<TokenConfig, string>("name", nameof(TokenConfig.Name), new TextKind("deploy"), config => config.Name, (config, value) => config with { Name = value })
        {
            IsRequired = true,
            Meaning = "Who holds it; shown in logs and history.",
        },
        new PropertyKey<TokenConfig, string>("hash", nameof(TokenConfig.Hash), new TextKind("sha256:<64 hexadecimal digits>"), config => config.Hash, (config, value) => config with { Hash = value })
        {
            IsRequired = true,
            Meaning = "sha256: and 64 hexadecimal digits. The token itself is never written down; `holdfast token` makes one and prints both.",
        },
        new PropertyKey<TokenConfig, TokenRole>("role", nameof(TokenConfig.Role), Words.TokenRole, config => config.Role, (config, value) => config with { Role = value })
        {
            Meaning = "What it allows.",
            Example = "operate",
        })
    {
        Meaning = "A token is kept only as its hash. Findings never repeat what is written here.",
        Example = "{ name: deploy, hash: \"sha256:<64 hexadecimal digits>\", role: operate }",
    };
}
