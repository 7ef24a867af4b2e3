namespace Holdfast.Simulation.Rows;

/// <summary>The fleet and the crowds that most rows share: 8 servers of 10 places and 50 ms, so 1,600 requests a second.</summary>
internal static class Traffic
{
    public const int Servers = 8;
    public const int Knee = 10;
    public const double BaseMilliseconds = 50;
    public const double Capacity = Servers * Knee / BaseMilliseconds * 1000;

    public static Func<double, double> Constant(double rate) => _ => rate;

    public static Func<double, double> Step(double at, double before, double after) => t => t < at ? before : after;

    public static Func<double, double> Surge(double from, double to, double usual, double surge) => t => t >= from && t < to ? surge : usual;

    public static World Fleet(ulong seed, LimitSettings? settings = null, int routes = 1) => new World(seed, settings, routes).WithSharing(Servers, Knee);

    public static string Limits(World world) => string.Join(' ', world.Servers.Select(server => server.State.Limit));
}
