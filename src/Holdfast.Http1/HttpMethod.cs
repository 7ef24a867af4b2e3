namespace Holdfast.Http1;

/// <summary>Request methods that the proxy must tell apart; every other token is <see cref="Other"/> and forwarded as it came.</summary>
public enum HttpMethod : byte
{
    Other = 0,
    Get,
    Head,
    Post,
    Put,
    Delete,
    Options,
    Patch,
    Trace,
    Connect,
}
