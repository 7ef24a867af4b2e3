namespace Holdfast.DataPlane.Overload;

/// <summary>What became of an operator's word about a client. Closed.</summary>
public enum ThrottleResult : byte
{
    /// <summary>It holds for the next request.</summary>
    Applied = 0,

    /// <summary>It is none that asks for most now, no address, and not what tells clients apart.</summary>
    NoSuchClient,

    /// <summary>Several of those that ask for most are shown by that name.</summary>
    SeveralClients,

    NoSuchRoute,

    /// <summary>There are <see cref="ClientThrottles.Maximum"/> already.</summary>
    TooMany,
}
