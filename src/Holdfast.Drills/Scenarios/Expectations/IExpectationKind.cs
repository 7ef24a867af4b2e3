using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>One kind of expectation: measures a run; the bound is the scenario's. One file, one test file, one line in the registry.</summary>
public interface IExpectationKind
{
    /// <summary>The word in the scenario.</summary>
    string Name { get; }

    /// <summary>For the reference: what is measured.</summary>
    string Meaning { get; }

    BoundUnit Unit { get; }

    /// <summary>Whether the bound is an upper one (atMost) or a lower one (atLeast).</summary>
    BoundSide Side { get; }

    /// <summary>Whether it is about one class of the traffic, which must then be named.</summary>
    bool NeedsClass => false;

    /// <summary>Whether it is about a cause of the gateway's diagnosis, which must then be named.</summary>
    bool NeedsCause => false;

    /// <summary>Whether it is a share of the requests that were due; other percentages are of sessions, of capacity or of what a server got.</summary>
    bool CountsRequests => false;

    /// <summary>Whether a server may be named; without one all are meant.</summary>
    bool TakesServer => false;

    Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval);
}
