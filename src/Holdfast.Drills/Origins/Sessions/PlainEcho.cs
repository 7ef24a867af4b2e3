namespace Holdfast.Drills;

/// <summary>TCP echo: whatever came is a message.</summary>
internal sealed class PlainEcho : IEchoProtocol
{
    public EchoStep Next(ReadOnlySpan<byte> input, Span<byte> answer, out int consumed, out int answered)
    {
        consumed = answered = Math.Min(input.Length, answer.Length);
        input[..consumed].CopyTo(answer);
        return consumed == 0 ? EchoStep.NeedMore : EchoStep.Echo;
    }
}
