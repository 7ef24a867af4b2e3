namespace Holdfast.Http1;

public enum HttpVersion : byte
{
    Http10,
    Http11,
}
