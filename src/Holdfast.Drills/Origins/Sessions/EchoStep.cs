namespace Holdfast.Drills;

/// <summary>What a session does next.</summary>
internal enum EchoStep
{
    NeedMore = 0,

    /// <summary>A message: back after the service time.</summary>
    Echo,

    /// <summary>A question about the connection itself: back at once.</summary>
    AnswerNow,

    /// <summary>Sends the answer and closes.</summary>
    Close,

    /// <summary>The peer breaks the protocol.</summary>
    Broken,
}
