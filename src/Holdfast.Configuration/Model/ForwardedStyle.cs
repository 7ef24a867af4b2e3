namespace Holdfast.Configuration;

/// <summary>Which fields tell the server about the client.</summary>
public enum ForwardedStyle : byte
{
    /// <summary>X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host.</summary>
    XForwarded = 0,

    /// <summary>Forwarded (RFC 7239).</summary>
    Forwarded,

    None,
}
