using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

internal static class Samples
{
    public static readonly MetricLabels Labels = new(["ok", "failed", "shed"], ["head_too_large", "bad_host"], ["refused", "timeout"]) { Classes = ["critical", "bulk"], ShedReasons = ["shed", "shed_waited"], Ejections = ["none", "silent"] };

    public static MetricCatalog Catalog(IClock? clock = null, CatalogLimits? limits = null) => new(Labels, clock ?? new VirtualClock(), limits);
}
