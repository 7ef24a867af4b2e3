namespace Holdfast.Drills;

public class WebSocketEchoTests
{
    private const byte Text = 0x81;
    private const byte Continuation = 0x00;
    private const byte Close = 0x88;
    private const byte Ping = 0x89;
    private const byte Pong = 0x8A;

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(WebSocketEcho.PayloadBytesMaximum)]
    public void Frame_ComesBackUnmasked_WhateverItsLength(int payload)
    {
        byte[] frame = Masked(Text, payload);
        byte[] answer = new byte[EchoSession.MessageBytesMaximum];
        new WebSocketEcho().Next(frame, answer, out int consumed, out int answered).ShouldBe(EchoStep.Echo);
        consumed.ShouldBe(frame.Length);
        answer[0].ShouldBe(Text);
        answer[1].ShouldBe((byte)(payload < 126 ? payload : 126));
        BodyPattern.FirstDifference(answer.AsSpan(answered - payload, payload), 0).ShouldBe(-1);
    }

    [Fact]
    public void FrameInPieces_IsWaitedForAtEveryPlace()
    {
        byte[] frame = Masked(Text, 300);
        byte[] answer = new byte[EchoSession.MessageBytesMaximum];
        for (int length = 0; length < frame.Length; length++)
        {
            new WebSocketEcho().Next(frame.AsSpan(0, length), answer, out int consumed, out _).ShouldBe(EchoStep.NeedMore, $"{length} bytes");
            consumed.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(Ping, nameof(EchoStep.AnswerNow), Pong)]
    [InlineData(Close, nameof(EchoStep.Close), Close)]
    [InlineData(Continuation, nameof(EchoStep.Echo), Continuation)]
    public void FrameAboutTheConnection_IsAnsweredByItsRule(byte first, string expected, byte answered)
    {
        byte[] answer = new byte[EchoSession.MessageBytesMaximum];
        new WebSocketEcho().Next(Masked(first, 4), answer, out _, out _).ToString().ShouldBe(expected);
        answer[0].ShouldBe(answered);
    }

    [Fact]
    public void UnaskedPong_IsSwallowed()
    {
        new WebSocketEcho().Next(Masked(Pong, 3), new byte[EchoSession.MessageBytesMaximum], out int consumed, out int answered).ShouldBe(EchoStep.AnswerNow);
        consumed.ShouldBe(9);
        answered.ShouldBe(0);
    }

    [Fact]
    public void UnmaskedTooLongOrReserved_BreaksTheSession()
    {
        byte[] unmasked = [Text, 1, (byte)'a'];
        byte[] tooLong = [Text, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] reserved = Masked(Text | 0x40, 1);
        foreach (byte[] frame in (byte[][])[unmasked, tooLong, reserved])
        {
            new WebSocketEcho().Next(frame, new byte[EchoSession.MessageBytesMaximum], out _, out _).ShouldBe(EchoStep.Broken);
        }
    }

    private static byte[] Masked(byte first, int payload)
    {
        byte[] mask = [1, 2, 3, 200];
        byte[] header = payload < 126 ? [first, (byte)(0x80 | payload)] : [first, 0x80 | 126, (byte)(payload >> 8), (byte)payload];
        byte[] body = new byte[payload];
        BodyPattern.Write(body, 0);
        return [.. header, .. mask, .. body.Select((value, i) => (byte)(value ^ mask[i & 3]))];
    }
}
