using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class GoodputOfCapacityTests() : ExpectationContract(
    new ScenarioExpectation { That = "goodput-of-capacity", AtLeast = "97%" },
    perfect: "100 %",
    broken: "50 %");
