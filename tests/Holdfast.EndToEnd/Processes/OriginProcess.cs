using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Holdfast.EndToEnd;

/// <summary>`holdfast origin` in a process of its own: a server with a known capacity that breaks when told.</summary>
internal sealed class OriginProcess : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience.Limit };

    private readonly string control = $"127.0.0.1:{Ports.Free()}";
    private readonly ChildProcess child;

    public OriginProcess(Workplace place, params string[] behaviour)
    {
        child = new ChildProcess(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), "origin", "--address", Address, "--control", control, .. behaviour]);
        Patience.Until(() => child.Output.Contains(" ready on ", StringComparison.Ordinal) || child.HasExited, () => $"the origin; it said: {child.Error}");
        child.HasExited.ShouldBeFalse(child.Error);
    }

    public string Address { get; } = $"127.0.0.1:{Ports.Free()}";

    /// <summary>It reads, answers and accepts nothing for so long.</summary>
    public void Freeze(TimeSpan duration)
    {
        using StringContent order = new($$"""{"for":"{{duration.TotalSeconds}}s"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = Http.PostAsync($"http://{control}/freeze", order).GetAwaiter().GetResult();
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>The most requests that it ever had at once.</summary>
    public long PeakInFlight()
    {
        using JsonDocument state = JsonDocument.Parse(Http.GetStringAsync($"http://{control}/state").GetAwaiter().GetResult());
        return state.RootElement.GetProperty("peakInFlight").GetInt64();
    }

    /// <summary>SIGSTOP: the kernel goes on accepting for it, and nothing is ever answered.</summary>
    public void Stop() => child.Signal("STOP");

    public void Continue() => child.Signal("CONT");

    /// <summary>kill -9.</summary>
    public void Kill() => child.Kill();

    public void Dispose() => child.Dispose();
}
