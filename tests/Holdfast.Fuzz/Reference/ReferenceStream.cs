using System.Text;

namespace Holdfast.Fuzz.Reference;

/// <summary>The slow, independent reading of a whole stream: all its messages up to the first that is refused, incomplete or endless.</summary>
internal static class ReferenceStream
{
    public static List<ReferenceMessage> Read(ReadOnlySpan<byte> stream, FuzzInput input, Twist twist)
    {
        var text = new ReferenceText(Encoding.Latin1.GetString(stream), twist);
        var messages = new List<ReferenceMessage>();
        int position = 0;
        while (true)
        {
            ReferenceMessage message = input.IsResponse
                ? ReferenceResponse.Read(text, position, input.IsToHead(messages.Count), input.Limits)
                : ReferenceRequest.Read(text, position, input.Limits);
            messages.Add(message);
            if (message.Head != Verdict.Complete)
            {
                return messages;
            }

            ReferenceBody.Read(text, message, input.Limits);
            if (message.Body != Verdict.Complete)
            {
                return messages;
            }

            position = message.BodyEnd;
        }
    }
}
