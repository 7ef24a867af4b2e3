namespace Holdfast.DataPlane.Forwarding;

/// <summary>What a server may be told about the client of a request.</summary>
internal readonly ref struct ClientFacts
{
    /// <summary>The client's address as text, without port.</summary>
    public required ReadOnlySpan<byte> AddressText { get; init; }

    /// <summary>The client is one of the trusted proxies: its forwarding fields are believed and continued.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>An id for this request, for where none came with it.</summary>
    public required ulong RequestId { get; init; }

    /// <summary>How long it waits.</summary>
    public ClientDeadline? Deadline { get; init; }
}
