using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Telemetry.Tests.Otlp;

/// <summary>Protobuf read without knowing the messages: fields by number, in order. Independent of the writer.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> fields = [];
    private readonly List<int> wireTypes = [];

    public ProtoReader(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message.Span, ref at);
            int field = (int)(tag >> 3);
            wireTypes.Add((int)(tag & 7));
            switch (tag & 7)
            {
                case 0:
                    fields.Add((field, Varint(message.Span, ref at), default));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), default));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message.Span, ref at);
                    fields.Add((field, 0, message.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), default));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }
        }
    }

    public IEnumerable<ProtoReader> All(int field) => fields.Where(one => one.Field == field).Select(one => new ProtoReader(one.Bytes));

    public ProtoReader One(int field) => All(field).ShouldHaveSingleItem();

    /// <summary>Every field by its way from the outermost message and by how it is written: "1/2/2/5/1/4 as 1".</summary>
    /// <param name="messages">The ways to the fields that are messages themselves.</param>
    public IEnumerable<string> Shape(IReadOnlySet<string> messages, string way = "")
    {
        for (int index = 0; index < fields.Count; index++)
        {
            string here = $"{way}{fields[index].Field}";
            yield return $"{here} as {wireTypes[index]}";
            if (messages.Contains(here))
            {
                foreach (string inner in new ProtoReader(fields[index].Bytes).Shape(messages, here + "/"))
                {
                    yield return inner;
                }
            }
        }
    }

    public bool Has(int field) => fields.Exists(one => one.Field == field);

    public string Text(int field) => Encoding.UTF8.GetString(Raw(field).Span);

    public ReadOnlyMemory<byte> Raw(int field) => fields.First(one => one.Field == field).Bytes;

    public ulong Number(int field) => fields.First(one => one.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>A packed field of 64-bit values.</summary>
    public ulong[] Packed(int field)
    {
        ReadOnlyMemory<byte> bytes = Raw(field);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(index => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(8 * index)..]))];
    }

    /// <summary>KeyValues with text or whole numbers.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(
        pair => pair.Text(1),
        pair => pair.One(2) is var any && any.Has(1) ? any.Text(1) : any.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture),
        StringComparer.Ordinal);

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
