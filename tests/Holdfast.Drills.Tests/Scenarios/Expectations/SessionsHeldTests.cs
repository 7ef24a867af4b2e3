using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class SessionsHeldTests() : ExpectationContract(
    new ScenarioExpectation { That = "sessions-held", AtLeast = "97%" },
    perfect: "100 %",
    broken: "20 %", CapacityUnit.Sessions);
