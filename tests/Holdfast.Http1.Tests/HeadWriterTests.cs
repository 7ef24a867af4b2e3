using System.Text;

namespace Holdfast.Http1.Tests;

public sealed class HeadWriterTests
{
    [Fact]
    public void Head_IsWrittenInOrder()
    {
        Span<byte> room = stackalloc byte[128];
        var writer = new HeadWriter(room);
        writer.Write("HTTP/1.1 200 OK\r\n"u8);
        writer.WriteField("A"u8, "b"u8);
        writer.WriteField("Empty"u8, []);
        writer.Write("Content-Length: "u8);
        writer.WriteNumber(1234567890123);
        writer.Write("\r\n\r\n"u8);
        writer.Overflowed.ShouldBeFalse();
        Encoding.ASCII.GetString(room[..writer.Written]).ShouldBe("HTTP/1.1 200 OK\r\nA: b\r\nEmpty: \r\nContent-Length: 1234567890123\r\n\r\n");
    }

    [Fact]
    public void EveryRoomTooSmall_OverflowsAndWritesNothingMore()
    {
        for (int size = 0; size < 11; size++)
        {
            var writer = new HeadWriter(new byte[size]);
            writer.WriteField("A"u8, "b"u8);
            writer.WriteNumber(12345);
            int before = writer.Written;
            writer.Overflowed.ShouldBeTrue($"size {size}");
            writer.Write("x"u8);
            writer.Written.ShouldBe(before);
        }
    }

    [Fact]
    public void ExactRoom_DoesNotOverflow()
    {
        var writer = new HeadWriter(new byte[6]);
        writer.WriteField("A"u8, "b"u8);
        writer.Overflowed.ShouldBeFalse();
        writer.Written.ShouldBe(6);
    }
}
