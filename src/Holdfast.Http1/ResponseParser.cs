namespace Holdfast.Http1;

/// <summary>Bytes to <see cref="ResponseHead"/> or a rejection. The request's method decides whether there is a body.</summary>
public static class ResponseParser
{
    public static ParseStatus Parse(ReadOnlySpan<byte> buffer, ResponseHead head, HttpMethod requestMethod, HeadLimits limits) =>
        throw new NotSupportedException();
}
