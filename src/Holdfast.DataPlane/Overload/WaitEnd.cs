namespace Holdfast.DataPlane.Overload;

/// <summary>What became of a <see cref="Waiter"/>. Closed; <see cref="OutcomeTable"/> has the answers for those that are shed.</summary>
public enum WaitEnd : byte
{
    /// <summary>It still waits.</summary>
    None = 0,

    /// <summary>It has a slot of <see cref="Waiter.Server"/>: that is entered and must be left.</summary>
    Granted,

    /// <summary>The queue is full of requests that are more important or of clients that take less.</summary>
    PushedOut,

    /// <summary>As <see cref="PushedOut"/>, and its client takes more than its fair share.</summary>
    OverFairShare,

    /// <summary>It waited as long as its class may, or until an answer would come too late.</summary>
    Expired,

    /// <summary>Its client has gone. Nobody waits for this end.</summary>
    Cancelled,

    /// <summary>The pool has lost its last server.</summary>
    NoServer,

    /// <summary>It asks for a session, and no server that has a slot has a place for one.</summary>
    SessionsFull,
}
