export { passwordLength as passwordLimits } from "@/lib/contracts/people";
