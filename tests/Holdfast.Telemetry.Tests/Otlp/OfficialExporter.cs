using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Holdfast.Telemetry.Tests.Otlp;

/// <summary>What OpenTelemetry's own exporter sends for the same metrics and the same span: whoever takes its messages takes ours.</summary>
internal static class OfficialExporter
{
    private static readonly ResourceBuilder Resource = ResourceBuilder.CreateEmpty().AddAttributes(
    [
        new("service.name", "holdfast"), new("service.version", "1.2.3"), new("service.instance.id", "instance"), new("host.name", "gate"), new("process.pid", 42L),
    ]);

    /// <param name="record">Counts and measures with the meter.</param>
    public static ProtoReader Metrics(Action<Meter> record, double[] bounds)
    {
        using Kept kept = new();
        using Meter meter = new("holdfast", "1.2.3");
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource).AddMeter(meter.Name)
            .AddView("*_seconds", new ExplicitBucketHistogramConfiguration { Boundaries = bounds, RecordMinMax = false })
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, kept);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
                reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
            })
            .Build();
        record(meter);
        provider.ForceFlush().ShouldBeTrue();
        return kept.Message();
    }

    public static ProtoReader Span(string name, ActivityContext parent, Action<Activity> record)
    {
        using Kept kept = new();
        using ActivitySource source = new("holdfast", "1.2.3");
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource).SetSampler(new AlwaysOnSampler()).AddSource(source.Name)
            .AddOtlpExporter(exporter =>
            {
                Configure(exporter, kept);
                exporter.ExportProcessorType = ExportProcessorType.Simple;
            })
            .Build();
        using (Activity activity = source.StartActivity(name, ActivityKind.Server, parent).ShouldNotBeNull())
        {
            record(activity);
        }

        return kept.Message();
    }

    private static void Configure(OtlpExporterOptions exporter, Kept kept)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri("http://collector.example/v1");
        exporter.HttpClientFactory = () => new HttpClient(kept, disposeHandler: false);
    }

    /// <summary>Takes the message in place of a collector.</summary>
    private sealed class Kept : HttpMessageHandler
    {
        private byte[]? body;

        public ProtoReader Message() => new(body.ShouldNotBeNull());

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Take(request, cancellationToken);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Take(request, cancellationToken));

        private HttpResponseMessage Take(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using MemoryStream copy = new();
            request.Content!.CopyTo(copy, null, cancellationToken);
            body ??= copy.ToArray();
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
