namespace Holdfast.DataPlane.Exchanges;

/// <summary>What became of the flow of an exchange's messages, for the exchange to draw the consequence.</summary>
internal enum FlowEndKind : byte
{
    /// <summary>Nothing: it waits for one of the two sides.</summary>
    Going,

    /// <summary>The whole answer is sent.</summary>
    Answered,

    /// <summary>The server took not a byte of the request.</summary>
    Unsent,

    /// <summary>The server failed before its answer began.</summary>
    ServerFailed,

    /// <summary>The client's side failed.</summary>
    RequestFailed,

    /// <summary>Over with the outcome, and nothing can be answered any more.</summary>
    Over,
}
