using System.Buffers.Binary;

namespace Holdfast.Drills;

/// <summary>
/// Frames of RFC 6455 from a client: data frames go back as they came (fragments too), a ping becomes a pong, a close is answered and
/// ends the session. A frame that does not fit the origin's buffers, or is not masked, breaks it.
/// </summary>
internal sealed class WebSocketEcho : IEchoProtocol
{
    public const int PayloadBytesMaximum = EchoSession.MessageBytesMaximum - ServerHeaderBytesMaximum - MaskBytes;

    private const int ServerHeaderBytesMaximum = 4;
    private const int MaskBytes = 4;
    private const int OpcodeClose = 0x8;
    private const int OpcodePing = 0x9;
    private const int OpcodePong = 0xA;
    private const byte MaskedBit = 0x80;

    public EchoStep Next(ReadOnlySpan<byte> input, Span<byte> answer, out int consumed, out int answered)
    {
        consumed = answered = 0;
        if (!TryReadHeader(input, out int headerBytes, out int payloadBytes))
        {
            return EchoStep.NeedMore;
        }

        int opcode = input[0] & 0x0F;
        if ((input[1] & MaskedBit) == 0 || payloadBytes > PayloadBytesMaximum || (input[0] & 0x70) != 0)
        {
            return EchoStep.Broken;
        }

        if (input.Length < headerBytes + MaskBytes + payloadBytes)
        {
            return EchoStep.NeedMore;
        }

        consumed = headerBytes + MaskBytes + payloadBytes;
        if (opcode == OpcodePong)
        {
            // Nobody asked; section 5.5.3 says that no answer is expected.
            return EchoStep.AnswerNow;
        }

        byte first = opcode == OpcodePing ? (byte)(MaskedBit | OpcodePong) : input[0];
        answered = WriteHeader(answer, first, payloadBytes);
        Unmask(input.Slice(headerBytes, MaskBytes), input.Slice(headerBytes + MaskBytes, payloadBytes), answer[answered..]);
        answered += payloadBytes;
        return opcode == OpcodeClose ? EchoStep.Close : opcode == OpcodePing ? EchoStep.AnswerNow : EchoStep.Echo;
    }

    /// <summary>Section 5.2: 7 bits of length, or 126 and 16 bits, or 127 and 64 bits.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> input, out int headerBytes, out int payloadBytes)
    {
        headerBytes = payloadBytes = 0;
        if (input.Length < 2)
        {
            return false;
        }

        int length = input[1] & 0x7F;
        headerBytes = length == 127 ? 10 : length == 126 ? 4 : 2;
        if (input.Length < headerBytes)
        {
            return false;
        }

        payloadBytes = length switch
        {
            127 => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(input[2..])),
            126 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            _ => length,
        };
        return true;
    }

    private static int WriteHeader(Span<byte> answer, byte first, int payloadBytes)
    {
        answer[0] = first;
        if (payloadBytes < 126)
        {
            answer[1] = (byte)payloadBytes;
            return 2;
        }

        answer[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(answer[2..], (ushort)payloadBytes);
        return ServerHeaderBytesMaximum;
    }

    private static void Unmask(ReadOnlySpan<byte> mask, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        for (int i = 0; i < payload.Length; i++)
        {
            destination[i] = (byte)(payload[i] ^ mask[i & 3]);
        }
    }
}
