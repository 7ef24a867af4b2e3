namespace Holdfast.Drills;

/// <summary>
/// A session in which the client speaks and the origin says the same a service time later, one message after the other. It takes
/// nothing in while an answer is owed, so a fast client is slowed by the kernel's buffers.
/// </summary>
internal sealed class EchoSession(Origin origin, OriginWire wire, CarriedBytes carried, IEchoProtocol protocol)
{
    public const int MessageBytesMaximum = 16 * 1024;

    private byte[] answer = [];
    private int sent;
    private State state;
    private bool closes;

    private enum State
    {
        Listening,
        Thinking,
        Answering,
    }

    /// <summary>One step; false when it has to wait.</summary>
    public bool Advance(bool timeIsUp) => state switch
    {
        State.Listening => Listen(),
        State.Thinking => Think(timeIsUp),
        _ => Answer(),
    };

    private bool Listen()
    {
        // A whole message and no more, so that what is left over stays small.
        Span<byte> scratch = origin.Scratch[..MessageBytesMaximum];
        int length = carried.TakeInto(scratch);
        if (length > 0 && Take(scratch[..length]))
        {
            return true;
        }

        bool received = wire.TryReceive(scratch[length..], out int more);
        carried.Keep(scratch[..(length + more)]);
        return received;
    }

    /// <summary>False when there is no whole message.</summary>
    private bool Take(ReadOnlySpan<byte> input)
    {
        Span<byte> written = origin.AnswerScratch;
        EchoStep step = protocol.Next(input, written, out int consumed, out int answered);
        if (step == EchoStep.NeedMore && input.Length < MessageBytesMaximum)
        {
            return false;
        }

        if (step is EchoStep.NeedMore or EchoStep.Broken)
        {
            wire.End(reset: false);
            return true;
        }

        carried.Keep(input[consumed..]);
        answer = written[..answered].ToArray();
        sent = 0;
        closes = step == EchoStep.Close;
        state = State.Answering;
        if (step == EchoStep.Echo)
        {
            state = State.Thinking;
            wire.Wake(origin.SessionDelay());
        }

        return true;
    }

    private bool Think(bool timeIsUp)
    {
        if (timeIsUp)
        {
            state = State.Answering;
        }

        return timeIsUp || (wire.PeerGone && wire.End(reset: false));
    }

    private bool Answer()
    {
        if (sent < answer.Length)
        {
            int count = wire.Send(answer.AsSpan(sent));
            sent += Math.Max(0, count);
            return count > 0;
        }

        answer = [];
        state = State.Listening;
        return !closes || wire.End(reset: false);
    }
}
