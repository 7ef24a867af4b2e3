using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ClassSuccessTests() : ExpectationContract(
    new ScenarioExpectation { That = "class-success", AtLeast = "99.95%", Class = "critical" },
    perfect: "100 %",
    broken: "50 %");
