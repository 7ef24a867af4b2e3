using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class LostSessionsTests() : ExpectationContract(
    new ScenarioExpectation { That = "lost-sessions", AtMost = "0" },
    perfect: "0",
    broken: "50");
