import { providerContract } from "../contract-suite";
import { sandbox } from ".";

providerContract({ folder: sandbox, start: null });
