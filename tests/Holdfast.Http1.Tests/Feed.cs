using System.Text;

namespace Holdfast.Http1.Tests;

/// <summary>Delivers bytes to the parsers in every cut: whole, in two parts at every place, byte by byte. The buffer moves between calls.</summary>
internal static class Feed
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static RequestHead Request(string text, HeadLimits? limits = null)
    {
        limits ??= HeadLimits.Default;
        var head = new RequestHead(limits);
        RequestParser.Parse(Bytes(text), head, limits);
        return head;
    }

    public static ResponseHead Response(string text, HttpMethod method = HttpMethod.Get, HeadLimits? limits = null)
    {
        limits ??= HeadLimits.Default;
        var head = new ResponseHead(limits);
        ResponseParser.Parse(Bytes(text), head, method, limits);
        return head;
    }

    /// <summary>The outcome of the request, the same for every cut, or the test fails.</summary>
    public static string RequestEveryCut(string text, HeadLimits? limits = null)
    {
        limits ??= HeadLimits.Default;
        byte[] bytes = Bytes(text);
        string RunWith(IReadOnlyList<int> ends)
        {
            var head = new RequestHead(limits);
            ParseStatus status = ParseStatus.NeedMore;
            foreach (int end in ends)
            {
                status = RequestParser.Parse(bytes.AsSpan(0, end).ToArray(), head, limits);
                if (status != ParseStatus.NeedMore)
                {
                    break;
                }
            }

            return Outcome.Of(bytes, status, head);
        }

        return EveryCut(bytes.Length, RunWith);
    }

    public static string ResponseEveryCut(string text, HttpMethod method = HttpMethod.Get, HeadLimits? limits = null)
    {
        limits ??= HeadLimits.Default;
        byte[] bytes = Bytes(text);
        string RunWith(IReadOnlyList<int> ends)
        {
            var head = new ResponseHead(limits);
            ParseStatus status = ParseStatus.NeedMore;
            foreach (int end in ends)
            {
                status = ResponseParser.Parse(bytes.AsSpan(0, end).ToArray(), head, method, limits);
                if (status != ParseStatus.NeedMore)
                {
                    break;
                }
            }

            return Outcome.Of(bytes, status, head);
        }

        return EveryCut(bytes.Length, RunWith);
    }

    /// <summary>The body's bytes, status, trailers and what is left over.</summary>
    public static string ChunkedEveryCut(string text, HeadLimits? limits = null)
    {
        limits ??= HeadLimits.Default;
        byte[] bytes = Bytes(text);
        return EveryCut(bytes.Length, ends => RunChunked(bytes, ends, limits));
    }

    public static string RunChunked(byte[] bytes, IReadOnlyList<int> ends, HeadLimits limits)
    {
        var reader = new ChunkedReader(limits);
        reader.Reset();
        var body = new StringBuilder();
        int done = 0;
        foreach (int end in ends)
        {
            while (true)
            {
                byte[] unconsumed = bytes[done..end];
                ChunkStatus status = reader.Read(unconsumed, out int consumed, out Slice data);
                body.Append(Outcome.Text(unconsumed, data));
                done += consumed;
                if (status == ChunkStatus.Data)
                {
                    continue;
                }

                if (status == ChunkStatus.NeedMore)
                {
                    break;
                }

                var text = new StringBuilder(status == ChunkStatus.Rejected ? $"rejected {reader.Rejection}" : $"complete '{body}' left={bytes.Length - done}");
                if (status == ChunkStatus.Complete)
                {
                    Outcome.AppendFields(text, unconsumed, reader.Trailers);
                }

                return text.ToString();
            }
        }

        return $"incomplete '{body}'";
    }

    private static string EveryCut(int length, Func<IReadOnlyList<int>, string> run)
    {
        string whole = run([length]);
        for (int cut = 0; cut < length; cut++)
        {
            Same(run([cut, length]), whole, cut);
        }

        Same(run([.. Enumerable.Range(0, length + 1)]), whole, -1);
        return whole;
    }

    /// <summary>Compared by hand first: an assertion that passes still costs a millisecond, and there is one for each cut.</summary>
    private static void Same(string outcome, string whole, int cut)
    {
        if (outcome != whole)
        {
            outcome.ShouldBe(whole, cut < 0 ? "byte by byte" : $"cut at {cut}");
        }
    }
}
