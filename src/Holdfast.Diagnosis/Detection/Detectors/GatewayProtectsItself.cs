namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// The gateway refuses requests because it is short of memory, descriptors or time itself. It refuses what matters least first, so this
/// hurts nobody who was promised service yet, and is looked at before it does.
/// </summary>
internal sealed class GatewayProtectsItself : IDetector
{
    private const int Seconds = 5;
    private const double LeastShare = 0.01;
    // A step of the protection lasts a second at least; one that is over at once was a collection or a moment's crowding.
    private const int LeastSecondsWithSome = 3;
    private const double LeastRefused = 5;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "gateway-protects-itself";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Saturation;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        Memory memory = memories.Of(view.Gateway, view.Second);
        memory.Refused.Add(view.Count(view.Gateway, Signal.ShedPressure));
        memory.All.Add(view.Offered(view.Gateway));
        double share = memory.All.Sum > 0 ? memory.Refused.Sum / memory.All.Sum : 0;
        (int seconds, int oldest) = memory.WithSome();
        bool isMany = memory.Refused.Sum >= LeastRefused && seconds >= LeastSecondsWithSome;
        into.Add(new Measurement(view.Gateway, isMany ? share / LeastShare : 0, share, LeastShare, view.Second - oldest));
    }

    public string Describe(in Measurement measurement) => $"the gateway itself is short of memory, descriptors or time and refused {measurement.Value:P0} of the requests for that";

    private sealed class Memory
    {
        public Rolling Refused { get; } = new(Seconds);

        public Rolling All { get; } = new(Seconds);

        /// <summary>Seconds in which something was refused, and how long ago the first of them was.</summary>
        public (int Count, int Oldest) WithSome()
        {
            (int count, int oldest) = (0, 0);
            for (int back = 0; back < Refused.Count; back++)
            {
                if (Refused.Back(back) > 0)
                {
                    (count, oldest) = (count + 1, back);
                }
            }

            return (count, oldest);
        }
    }
}
