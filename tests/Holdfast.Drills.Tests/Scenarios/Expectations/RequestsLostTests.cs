using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class RequestsLostTests() : ExpectationContract(
    new ScenarioExpectation { That = "requests-lost", AtMost = "0", Class = "critical" },
    perfect: "0",
    broken: "150");
