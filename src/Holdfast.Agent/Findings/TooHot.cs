using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A sensor is close to where the hardware slows down or switches off. Without its mark nothing is said: 80 degrees are usual for one chip and the end of another.</summary>
internal sealed class TooHot : IHostRule
{
    private const double Margin = 8;

    public string Kind => "too-hot";

    public IEnumerable<HostFinding> Look(HostView host) =>
        from one in host.Now.Temperatures
        where one.CriticalCelsius is { } critical && one.Celsius >= critical - Margin
        select new HostFinding(Kind, one.Sensor,
            string.Create(CultureInfo.InvariantCulture, $"{one.Sensor} has {one.Celsius:0} degrees Celsius, its critical mark is {one.CriticalCelsius:0}"),
            "look for a fan that stands or a room that is warm; lower the server's limit meanwhile");
}
