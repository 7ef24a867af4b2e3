using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.Admin;

/// <summary>Who may ask for what, compiled from the configuration. Immutable; replaced whole when the configuration changes.</summary>
internal sealed class AccessPolicy
{
    private AccessPolicy(TokenTable tokens, HostRule hosts)
    {
        Tokens = tokens;
        Hosts = hosts;
    }

    public TokenTable Tokens { get; }

    public HostRule Hosts { get; }

    public static AccessPolicy? TryCreate(AdminConfig config, IPAddress address, out AdminStartFailure? failure)
    {
        TokenTable? tokens = TokenTable.TryCreate(config.Tokens, out string? invalid);
        failure = tokens switch
        {
            null => new(AdminStartFailureKind.TokenHashInvalid, $"The hash of the admin token '{invalid}' is not 'sha256:' and 64 hexadecimal digits: make one with 'holdfast token'."),
            { IsEmpty: true } when !IPAddress.IsLoopback(address) => new(AdminStartFailureKind.TokensRequired, $"The admin address {config.Address} can be reached from other machines, and no token is configured: add admin.tokens ('holdfast token' makes one) or use 127.0.0.1."),
            _ => null,
        };
        return failure is null ? new(tokens!, new HostRule(config.AllowedHosts, address)) : null;
    }

    /// <summary>The configured address; "localhost" is the one name that needs no resolver.</summary>
    public static bool TryParseAddress(string text, out NetworkAddress address)
    {
        const string Localhost = "localhost:";
        string numeric = text.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1:", text.AsSpan(Localhost.Length)) : text;
        return NetworkAddress.TryParse(numeric, out address);
    }
}
