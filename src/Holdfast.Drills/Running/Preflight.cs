using System.Globalization;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Running;

/// <summary>What must be true before anything is started, all of it checked at once.</summary>
internal static class Preflight
{
    // Fifteen seconds: a killed process that held ten thousand sockets needs some of them.
    private const int FreeTries = 150;
    private static readonly TimeSpan FreePause = TimeSpan.FromMilliseconds(100);

    public static IReadOnlyList<string> Problems(Scenario scenario, GatewayKind gateway, DrillOptions options, long descriptorsNeeded, long descriptorLimit)
    {
        List<string> problems = [];
        if (gateway.Package is { } package && Launcher.Find(gateway.Program) is null)
        {
            problems.Add($"{gateway.Program} is not installed. Install it with: apt-get install {package}");
        }

        string template = gateway.TemplatePath(scenario.Gateway.Template);
        if (options.ReadTemplate(template) is null)
        {
            problems.Add($"there is no configuration {template} for {gateway.Name}. Name another template in the scenario, or add the file");
        }

        foreach (string configuration in scenario.Faults.Select(static fault => fault.Configuration).Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (options.ReadTemplate(gateway.TemplatePath(configuration)) is null)
            {
                problems.Add($"there is no configuration {gateway.TemplatePath(configuration)} for {gateway.Name}, which a fault of the scenario asks for");
            }
        }

        LinuxNetwork network = new();
        problems.AddRange(Addresses(scenario).Select(address => PortProblem(network, address)).OfType<string>());
        if (descriptorLimit < descriptorsNeeded)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"the drill needs about {descriptorsNeeded} open descriptors, the limit is {descriptorLimit}. Raise it with: ulimit -n {descriptorsNeeded}"));
        }

        return problems;
    }

    /// <summary>Waits until nobody listens there: the server that had it before may still be closing its connections.</summary>
    /// <exception cref="DrillException">Somebody does not leave. To start all the same would share the port with it, as most gateways allow.</exception>
    public static async Task WaitUntilFreeAsync(IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        LinuxNetwork network = new();
        for (int tries = 1; FirstProblem(network, addresses) is { } problem; tries++)
        {
            if (tries == FreeTries)
            {
                throw new DrillException(problem);
            }

            await Task.Delay(FreePause, cancellation).ConfigureAwait(false);
        }
    }

    private static string? FirstProblem(LinuxNetwork network, IEnumerable<string> addresses) => addresses.Select(address => PortProblem(network, address)).FirstOrDefault(static problem => problem is not null);

    private static IEnumerable<string> Addresses(Scenario scenario) =>
        [.. scenario.Origins.SelectMany(static origin => new[] { origin.Address, origin.Control }), scenario.Gateway.Listen, scenario.Gateway.Admin];

    private static string? PortProblem(LinuxNetwork network, string text)
    {
        if (!NetworkAddress.TryParse(text, out NetworkAddress address))
        {
            return $"{text} is not an address with a port";
        }

        IoResult probe = network.Probe(address);
        IoResult listen = probe.Status == IoStatus.Done ? network.Listen(address, 1, out int descriptor, out _) : Failed(out descriptor);
        if (descriptor >= 0)
        {
            network.CloseDescriptor(descriptor);
        }

        return probe.Status == IoStatus.Done && listen.Status == IoStatus.Done
            ? null
            : $"{text} is in use: another drill or program listens there. Wait for it, or end it (ss -ltnp shows it)";
    }

    private static IoResult Failed(out int descriptor)
    {
        descriptor = -1;
        return default;
    }
}
