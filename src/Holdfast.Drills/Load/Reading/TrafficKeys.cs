using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

/// <summary>The list of classes as other documents embed it: a drill's traffic.</summary>
internal static class TrafficKeys
{
    public static ListKind<TrafficClass> Classes { get; } = new(new RecordKind<TrafficClass>(ClassKeys.Keys));
}
