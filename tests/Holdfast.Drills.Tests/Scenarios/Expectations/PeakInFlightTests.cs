using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class PeakInFlightTests() : ExpectationContract(
    new ScenarioExpectation { That = "peak-in-flight", AtMost = "16" },
    perfect: "4",
    broken: "70");
