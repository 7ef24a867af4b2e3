namespace Holdfast.Configuration;

/// <summary>What tells one client from another.</summary>
public enum ClientKeySource : byte
{
    /// <summary>The client's address; of IPv6 the network of 64 bits.</summary>
    Client = 0,

    /// <summary>The client's network: 24 bits of IPv4, 64 of IPv6.</summary>
    Network,

    /// <summary>The value of a header.</summary>
    Header,

    /// <summary>The value of a cookie.</summary>
    Cookie,

    /// <summary>The value of X-Api-Key, else of Authorization.</summary>
    Key,

    /// <summary>Nothing: all requests of the route together.</summary>
    Route,
}
