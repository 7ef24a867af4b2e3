using Holdfast.Http1;

namespace Holdfast.Drills;

/// <summary>
/// Takes one request after the other from a connection: the head is understood, the body is counted and dropped, what follows is carried
/// on to the next. Loop thread only. Next on the path: <see cref="OriginRequest"/>.
/// </summary>
internal sealed class RequestIntake(Origin origin, OriginWire wire, CarriedBytes carried)
{
    private BodyCounter? body;
    private bool isInBody;

    /// <summary>The one that came last.</summary>
    public OriginRequest Request { get; } = new();

    public IntakeStep Read() => isInBody ? ReadBody() : ReadHead();

    private IntakeStep ReadHead()
    {
        Span<byte> scratch = origin.Scratch;
        int length = carried.TakeInto(scratch);
        ParseStatus status = length > 0 ? Parse(scratch[..length]) : ParseStatus.NeedMore;
        if (status == ParseStatus.NeedMore)
        {
            if (!wire.TryReceive(scratch[length..], out int received))
            {
                carried.Keep(scratch[..length]);
                return IntakeStep.Waits;
            }

            length += received;
            status = Parse(scratch[..length]);
        }

        return Understand(status, scratch[..length]);
    }

    private ParseStatus Parse(ReadOnlySpan<byte> bytes)
    {
        origin.Head.Reset();
        return RequestParser.Parse(bytes, origin.Head, HeadLimits.Default);
    }

    private IntakeStep Understand(ParseStatus status, ReadOnlySpan<byte> bytes)
    {
        RequestHead head = origin.Head;
        switch (status)
        {
            case ParseStatus.NeedMore:
                carried.Keep(bytes);
                return IntakeStep.GoesOn;
            case ParseStatus.Rejected:
                return IntakeStep.Malformed;
            default:
                Request.Understand(head, bytes, origin.Poison);
                carried.Keep(bytes[head.Length..]);
                return head.Framing == BodyFraming.None ? IntakeStep.Whole : BeginBody(head);
        }
    }

    private IntakeStep BeginBody(RequestHead head)
    {
        body ??= new BodyCounter(HeadLimits.Default);
        body.Begin(head.Framing, head.ContentLength);
        isInBody = true;
        // 25 bytes into an empty send buffer: the kernel takes them whole.
        return !head.ExpectContinue || body.IsComplete || wire.Send("HTTP/1.1 100 Continue\r\n\r\n"u8) >= 0 ? IntakeStep.GoesOn : IntakeStep.Waits;
    }

    private IntakeStep ReadBody()
    {
        Span<byte> scratch = origin.Scratch;
        int length = carried.TakeInto(scratch);
        int taken = length > 0 ? body!.Take(scratch[..length]) : 0;
        if (!body!.IsComplete && !body.IsBroken)
        {
            bool received = wire.TryReceive(scratch[length..], out int more);
            carried.Keep(scratch[taken..(length + more)]);
            return received ? IntakeStep.GoesOn : IntakeStep.Waits;
        }

        carried.Keep(scratch[taken..length]);
        if (body.IsBroken)
        {
            wire.End(reset: true);
            return IntakeStep.Waits;
        }

        isInBody = false;
        return IntakeStep.Whole;
    }
}
