namespace Holdfast.Http1;

/// <summary>Fields whose meaning the proxy needs. All others are <see cref="None"/> and only copied.</summary>
public enum KnownField : byte
{
    None = 0,
    Host,
    ContentLength,
    TransferEncoding,
    Connection,
    KeepAlive,
    ProxyConnection,
    Te,
    Trailer,
    Upgrade,
    Expect,
    Authorization,
    ProxyAuthorization,
    Cookie,
    SetCookie,
    Forwarded,
    XForwardedFor,
    XForwardedProto,
    XForwardedHost,
    XRequestId,
    TraceParent,
    RetryAfter,
    Server,
    Date,
}
