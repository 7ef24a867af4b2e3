using Holdfast.Http1;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>The version that servers name in their answers: a changed one is the best evidence of a deployment. Worker thread only.</summary>
internal static class VersionMark
{
    // Every answer says the same for days: one in sixteen is enough to see a deployment within a second.
    private const int AnswersBetween = 16;

    public static void Note(ServerCounters? counters, ReadOnlySpan<byte> input, HeaderBlock fields)
    {
        if (counters is null || (counters.Attempts - 1) % AnswersBetween != 0)
        {
            return;
        }

        int index = fields.IndexOf(input, "X-Version"u8);
        index = index >= 0 ? index : fields.IndexOf(input, "X-App-Version"u8);
        if (index >= 0)
        {
            counters.NoteVersion(fields.Fields[index].Value.Of(input));
        }
    }
}
