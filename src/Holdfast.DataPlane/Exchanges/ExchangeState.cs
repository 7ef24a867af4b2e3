namespace Holdfast.DataPlane.Exchanges;

/// <summary>What an exchange waits for.</summary>
internal enum ExchangeState : byte
{
    /// <summary>The client's next head, or the rest of it.</summary>
    AwaitingRequestHead = 0,

    /// <summary>A slot of one of the pool's servers.</summary>
    AwaitingServer,

    /// <summary>A connection to the chosen server.</summary>
    AwaitingConnect,

    /// <summary>The server's head; the request's body may still be on its way.</summary>
    AwaitingResponseHead,

    /// <summary>The rest of the answer's body.</summary>
    Relaying,

    /// <summary>Nothing: bytes pass both ways until both sides have closed.</summary>
    Tunnelling,

    /// <summary>Nothing: the outcome is recorded.</summary>
    Finished,
}
