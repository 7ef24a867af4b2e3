namespace Holdfast.Drills;

/// <summary>How messages lie in the bytes of a session.</summary>
internal interface IEchoProtocol
{
    /// <summary>Takes one message from the front and writes what is sent back; the answer is never longer than the destination.</summary>
    EchoStep Next(ReadOnlySpan<byte> input, Span<byte> answer, out int consumed, out int answered);
}
